/* 草稿存在浏览器里；浏览器不让存（无痕模式、存满了）时照样能填。 */
const KEEP = "cn-submission";

export const draft = {
  read() {
    try {
      return JSON.parse(localStorage.getItem(KEEP));
    } catch {
      return null;
    }
  },
  save(value) {
    try {
      localStorage.setItem(KEEP, JSON.stringify(value));
      return true;
    } catch {
      return false;
    }
  },
  clear() {
    try {
      localStorage.removeItem(KEEP);
    } catch {
      // 本来就没有存
    }
  },
};
