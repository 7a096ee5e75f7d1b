/* The one script of our own. It follows links between pages without loading the document again,
   copies links, and brings a deep link's place into view. It shows nothing and asks the server for nothing. */
(() => {
  const inner = (link) => link && link.origin === location.origin && link.matches("[data-nav], .fa-nav a, .fa-in a");
  const go = (href) => {
    history.pushState({}, "", href);
    dispatchEvent(new PopStateEvent("popstate"));
  };
  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const copier = event.target.closest("[data-copy]");
    if (copier) return copy(copier);
    const link = event.target.closest("a[href]");
    // Selecting words of a marked text ends in a click on a mark, which is not meant.
    if (link?.closest("#article-text") && String(getSelection())) return event.preventDefault();
    if (!inner(link) || link.target === "_blank" || "full" in link.dataset) return;
    event.preventDefault();
    const here = link.pathname === location.pathname && link.search === location.search;
    if (here) { history.pushState({}, "", link.href); place(true); return; }
    go(link.href);
    if (innerWidth <= 640) document.querySelector("[data-testid=stSidebarCollapseButton] button")?.click();
    if (!link.hash) document.querySelector("[data-testid=stMain]")?.scrollTo(0, 0);
    wanted = link.hash;
    sayLost(false);
  });
  const copy = async (button) => {
    const url = new URL(button.dataset.copy || location.href, location.href);
    await navigator.clipboard.writeText(url.href);
    button.dataset.copied = "1";
    setTimeout(() => delete button.dataset.copied, 2000);
  };
  let wanted = location.hash;
  const isStill = () => document.querySelector("[data-testid=stApp]")?.dataset.testScriptState === "notRunning";
  // An old link may name a place that is no longer there: the page says so once it stands still.
  const sayLost = (lost) => {
    if (lost && turnTo(wanted.slice(1))) return;
    document.querySelectorAll("[data-no-anchor]").forEach((note) => (note.hidden = !lost));
  };
  // A very long text is shown in portions: one that holds the place is asked for, once.
  const turnTo = (name) => {
    const url = new URL(location.href);
    if (!document.querySelector("[data-portions]") || url.searchParams.get("at") === name) return false;
    url.searchParams.set("at", name);
    history.replaceState({}, "", url);
    dispatchEvent(new PopStateEvent("popstate"));
    return true;
  };
  const place = (again) => {
    if (again) wanted = location.hash;
    const marks = /^#[\w-]+$/.test(wanted) ? document.querySelectorAll(`[data-at~="${wanted.slice(1)}"]`) : [];
    sayLost(wanted && !marks.length && isStill());
    if (!marks.length) return;
    document.querySelectorAll(".fa-here").forEach((mark) => mark.classList.remove("fa-here"));
    marks.forEach((mark) => mark.classList.add("fa-here"));
    marks[0].scrollIntoView({ block: "center" });
    wanted = "";
  };
  addEventListener("hashchange", () => place(true));
  addEventListener("DOMContentLoaded", () => {
    const changes = { childList: true, subtree: true, attributeFilter: ["data-test-script-state"] };
    new MutationObserver(() => wanted && place(false)).observe(document.body, changes);
  });
})();
