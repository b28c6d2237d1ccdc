// 静态网站；缓存放在自己的文件夹里，好在每遍之前删掉。
import { defineConfig } from "astro/config";

export default defineConfig({
  site: "https://example.org",
  cacheDir: "./.cache",
  devToolbar: { enabled: false },
});
