/* 昼夜与长者模式：在页面画出来之前定好，不闪。
   可用 ?elder=1、?dark=1 把模式连同网址一起发给别人。 */
(() => {
  "use strict";
  const root = document.documentElement;
  const query = new URLSearchParams(location.search);

  const recall = (name) => {
    const asked = query.get(name);
    try {
      if (asked !== null) localStorage.setItem("cn-" + name, asked === "1" ? "1" : "0");
      const kept = localStorage.getItem("cn-" + name);
      return kept === null ? null : kept === "1";
    } catch {
      // 浏览器不让存：只看网址
      return asked === null ? null : asked === "1";
    }
  };

  window.casebookRoot = new URL("../../", document.currentScript.src); // 网站的根

  const elder = recall("elder") ?? false;
  const dark = recall("dark") ?? matchMedia("(prefers-color-scheme: dark)").matches;

  root.classList.remove("no-js");
  root.classList.add("js");
  root.toggleAttribute("data-elder", elder);

  // 此时还没有 body：等它一出现就标上，仍在第一次绘制之前
  new MutationObserver((_, observer) => {
    if (!document.body) return;
    observer.disconnect();
    document.body.setAttribute("data-md-color-scheme", dark ? "slate" : "default");
  }).observe(root, { childList: true });
})();
