/* 用 Pagefind 的 Node 接口建索引。
   node pagefind.mjs 写到哪里 html 网站的文件夹      照网页，不加什么
   node pagefind.mjs 写到哪里 grams 记录的文件       索引的字是两个两个切好的字与拼音，一行一页 */
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import * as pagefind from "pagefind";

const [outputPath, way, from] = process.argv.slice(2);
// 切好的字不是哪一种语言的：不取词干，也不再分词
const { index } = await pagefind.createIndex(
  way === "html" ? { rootSelector: "#main" } : { forceLanguage: "und", includeCharacters: "+%." },
);

if (way === "html") await index.addDirectory({ path: from, glob: "**/*.html" });
else {
  // 一句一句地添太慢，一起添又占内存：一次一百页
  let waiting = [];
  for await (const line of createInterface({ input: createReadStream(from) })) {
    const { url, content } = JSON.parse(line);
    waiting.push(index.addHTMLFile({ url, content }));
    if (waiting.length < 100) continue;
    await Promise.all(waiting);
    waiting = [];
  }
  await Promise.all(waiting);
}
const { errors } = await index.writeFiles({ outputPath });
if (errors.length) throw new Error(errors.join("\n"));
await pagefind.close();
