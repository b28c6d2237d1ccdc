// 全部案例的编号：给分页用。
import { readdirSync } from "node:fs";

const folder = new URL("./cases/", import.meta.url);

export default () => readdirSync(folder).map((name) => name.slice(0, -".yml".length)).sort();
