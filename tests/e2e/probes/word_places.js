// Where each word of the text under the marks stands on the screen, in whole pixels.
() => {
  const text = document.getElementById("article-text");
  const walk = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  const nodes = [];
  let length = 0;
  while (walk.nextNode()) {
    nodes.push([length, walk.currentNode]);
    length += walk.currentNode.length;
  }
  const at = (offset) => {
    const [from, node] = nodes.findLast(([first]) => first <= offset);
    return [node, offset - from];
  };
  const box = text.getBoundingClientRect();
  return [...text.textContent.matchAll(/\S+/gu)].map((word) => {
    const range = document.createRange();
    range.setStart(...at(word.index));
    range.setEnd(...at(word.index + word[0].length - 1));
    const place = range.getBoundingClientRect();
    return [word[0], Math.round(place.x - box.x), Math.round(place.y - box.y)];
  });
}
