// 照 Redocly 的规矩查一份 OpenAPI：写出 [[规矩, 在哪里], …]
import { createConfig, lint } from "@redocly/openapi-core";

const config = await createConfig({ extends: ["recommended"] });
const found = await lint({ ref: process.argv[2], config });
console.log(JSON.stringify(found.map((one) => [one.ruleId, one.location[0]?.pointer ?? ""])));
