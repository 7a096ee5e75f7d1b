// Text with control characters that turn its direction, which is not alone in what isolates it.
() => {
  const isolates = (e) => {
    const { unicodeBidi, display } = getComputedStyle(e);
    return /isolate|plaintext/.test(unicodeBidi) || !/^(inline|contents)$/.test(display);
  };
  const found = [];
  const walk = document.createTreeWalker(document.getElementById("root"), NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const text = walk.currentNode;
    if (!/[\u202a-\u202e\u2066-\u2069]/.test(text.data)) continue;
    let holder = text.parentElement;
    while (!isolates(holder)) holder = holder.parentElement;
    if (holder.matches("#article-text, .fa-snippet")) continue; // cut into pieces by our own marks
    const rest = holder.textContent.replaceAll(text.data, "").replace(/[«»"'“”\s]/g, "");
    if (rest) found.push(holder.outerHTML.slice(0, 300));
  }
  return found;
}
