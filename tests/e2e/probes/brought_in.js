// Elements and attributes that an article must not bring: what runs, loads, leads astray or lies over the page.
() => {
  const kinds = "script, iframe, object, embed, base, meta, link, style, form[action], svg image, img:not([src^='data:'])";
  const isBad = ({ name, value }, e) => {
    const plain = value.replace(/[\s\u0000-\u001f]/g, "").toLowerCase();
    if (name.startsWith("on") || (name === "style" && /url|fixed/.test(plain))) return true;
    if (["href", "src", "action"].includes(name) && /^(javascript|data|vbscript):/.test(plain)) return true;
    return name === "href" && !value.startsWith("./") && e.rel !== "noopener noreferrer";
  };
  const ours = [...document.querySelectorAll("[data-testid=stHtml] *, .stHtml *")];
  const bad = ours.filter((e) => e.matches(kinds) || [...e.attributes].some((given) => isBad(given, e)));
  const streamlits = [...document.querySelectorAll(`#root :is(${kinds})`)].filter((e) => !ours.includes(e));
  return [...bad, ...streamlits].map((e) => e.outerHTML.slice(0, 300));
}
