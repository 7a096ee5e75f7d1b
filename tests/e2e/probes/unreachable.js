// What a finger cannot reach: controls whose middle, brought into view, is off the screen or under something else.
() => {
  const isDrawn = (e) => e.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const found = [];
  for (const e of document.querySelectorAll("a[href], button, summary, [role=combobox], input[type=text]")) {
    e.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
    const r = e.getClientRects()[0];
    if (!isDrawn(e) || !r || r.width < 2 || r.height < 2) continue;
    const [x, y] = [r.x + r.width / 2, r.y + r.height / 2];
    const top = document.elementFromPoint(x, y);
    const isLabelled = top?.contains(e) && top.closest("label, [data-baseweb=select]");
    if (top && (e.contains(top) || isLabelled)) continue;
    const [under, over] = [e, top].map((one) => one?.outerHTML.slice(0, 150));
    found.push(`${under} at ${Math.round(x)},${Math.round(y)} is under ${over}`);
  }
  return found;
}
