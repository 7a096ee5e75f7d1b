// The words of what has the keyboard's focus, and whether that can be seen.
() => {
  const e = document.activeElement;
  const { outlineStyle, boxShadow } = getComputedStyle(e);
  return [e.textContent.trim(), outlineStyle !== "none" || boxShadow !== "none"];
}
