/* 从查找的结果来的（网址里有 ?mark=）：查的词在页上标出来，没有锚点的，走到第一处。 */
(() => {
  "use strict";
  const words = SearchText.wordsIn(new URLSearchParams(location.search).get("mark") ?? "");
  const within = document.querySelector("#main");
  if (!words.length || !within) return;
  const walker = document.createTreeWalker(within, NodeFilter.SHOW_TEXT, {
    acceptNode: (node) =>
      node.parentElement.closest("script, style, svg, select, button, textarea, mark")
        ? NodeFilter.FILTER_REJECT
        : NodeFilter.FILTER_ACCEPT,
  });
  const texts = [];
  while (walker.nextNode()) texts.push(walker.currentNode);
  for (const node of texts) {
    const hits = SearchText.spots(node.data, words);
    if (hits.length) node.replaceWith(...SearchText.marked(node.data, hits));
  }
  if (!location.hash) within.querySelector("mark")?.scrollIntoView({ block: "center" });
})();
