// 官方的样式怎样写一条著录：node bibliography.cjs 样式文件 语言 < CSL-JSON
const { readFileSync, existsSync } = require("node:fs");
const { join } = require("node:path");
const CSL = require("citeproc");

const [style, language] = process.argv.slice(2);
const items = JSON.parse(readFileSync(0, "utf8"));
const locale = (name) => join(__dirname, `node_modules/citeproc-locales/locales/locales-${name}.xml`);
const written = items.map((item) => {
  const engine = new CSL.Engine(
    {
      retrieveLocale: (name) => readFileSync(existsSync(locale(name)) ? locale(name) : locale("en-US"), "utf8"),
      retrieveItem: () => item,
    },
    readFileSync(style, "utf8"),
    language,
    true,
  );
  engine.setOutputFormat("text");
  engine.updateItems([item.id]);
  return engine.makeBibliography()[1][0].trim();
});
process.stdout.write(JSON.stringify(written));
