/* 从文件夹里打开的网页（地址以 file: 开头）：没有网页服务器替它找 index.html，这里补上；
   投稿的表单做不到，就说明白怎样办。只有这样打开时才装载，见 app.js。 */
(() => {
  "use strict";
  const INDEX = "index.html";

  /** 指着文件夹的地址 → 指着里面的网页；别的照旧 */
  function page(address) {
    const url = new URL(address, document.baseURI);
    if (url.protocol === "file:" && url.pathname.endsWith("/")) url.pathname += INDEX;
    return url.href;
  }

  const moved = document.querySelector("meta[http-equiv=refresh]");
  if (moved) location.replace(page(moved.content.replace(/^\d+;\s*url=/i, "")));

  for (const link of document.querySelectorAll("a[href]")) {
    const address = link.getAttribute("href");
    if (!address.startsWith("#")) link.setAttribute("href", page(address));
  }

  const note = (text) => {
    const inner = document.createElement("span");
    inner.className = "md-grid";
    inner.textContent = text;
    const made = document.createElement("p");
    made.className = "cn-notice";
    made.append(inner);
    return made;
  };
  document
    .querySelector("#submission")
    ?.replaceWith(note("这是从文件夹里打开的，表单用不了。请编者给您网址；或用上面的空白表、空白稿，写好寄给编者。"));
})();
