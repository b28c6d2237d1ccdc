// 每个案例文件一页，一页列出全部，一页首页；模板是最快的一种（JavaScript）。
import { load } from "js-yaml";

export default function (config) {
  config.addDataExtension("yml", (text) => load(text));
  config.addPassthroughCopy("assets");
  config.setQuietMode(true);
  return { dir: { input: ".", includes: "_includes", data: "_data", output: "_site" } };
}
