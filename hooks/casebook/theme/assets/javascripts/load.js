/* 一份份地取（查找的索引、一页的话、一批条目）：各份是脚本，叫 casebookPart 交来。从文件夹里打开的网页
   取不到别的文件，脚本取得到。写法见 casebook/search/script.py。 */
window.loadPart ??= (() => {
  "use strict";
  const waiting = new Map();

  function slot(name) {
    if (!waiting.has(name)) {
      const one = {};
      one.given = new Promise((resolve, reject) => Object.assign(one, { resolve, reject }));
      waiting.set(name, one);
    }
    return waiting.get(name);
  }

  window.casebookPart = (name, ...given) => slot(name).resolve(given);

  /** 叫 `name` 的一份，在 `url`；取不来的，下次再取 */
  return (name, url) => {
    const one = slot(name);
    if (!one.asked) {
      one.asked = true;
      const script = document.createElement("script");
      script.src = url;
      script.onload = () => script.remove();
      script.onerror = () => {
        script.remove();
        waiting.delete(name);
        one.reject(new Error(url));
      };
      document.head.append(script);
    }
    return one.given;
  };
})();
