// 案例：一个 YAML 文件一条。
import { defineCollection } from "astro:content";
import { glob } from "astro/loaders";
import { z } from "astro/zod";

const cases = defineCollection({
  loader: glob({ pattern: "*.yml", base: "./data/cases" }),
  schema: z.record(z.string(), z.any()),
});

export const collections = { cases };
