/* 复制。没有 https 的网站（内网常是这样）不给新的办法，就用旧的：选中一段字再复制。 */
(() => {
  "use strict";

  function oldWay(text) {
    const focused = document.activeElement;
    const box = document.createElement("textarea");
    box.value = text;
    box.readOnly = true; // 手机上不弹出键盘
    box.setAttribute("aria-hidden", "true");
    box.className = "cn-vh";
    document.body.append(box);
    box.select();
    let copied = false;
    try {
      copied = document.execCommand("copy");
    } catch {
      // 浏览器不让：交给人来复制
    }
    box.remove();
    focused?.focus?.({ preventScroll: true });
    return copied;
  }

  /** 把 `text` 放进剪贴板；成了为真 */
  window.copyText = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return oldWay(text);
    }
  };
})();
