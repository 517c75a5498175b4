// Structure only, one process: node bench/ajv.mjs SCHEMAS FILE; prints seconds and the number of faulty lines.
import { createReadStream, readFileSync, readdirSync } from "node:fs";
import { createInterface } from "node:readline";
import { createRequire } from "node:module";

const require = createRequire(new URL("../tests/engines/package.json", import.meta.url));
const Ajv2020 = require("ajv/dist/2020.js").default;
const [folder, file] = process.argv.slice(2);
const checks = new Map();
for (const name of readdirSync(folder)) {
  const ajv = new Ajv2020({ strict: true, allErrors: true });
  checks.set(name.replace(/\.json$/, ""), ajv.compile(JSON.parse(readFileSync(`${folder}/${name}`, "utf8"))));
}
const started = process.hrtime.bigint();
let faulty = 0;
for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
  try {
    const value = JSON.parse(line);
    if (!checks.get(value.type)(value)) faulty += 1;
  } catch {
    faulty += 1;
  }
}
console.log(Number(process.hrtime.bigint() - started) / 1e9, faulty);
