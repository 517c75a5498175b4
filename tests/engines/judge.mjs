// Compiles every flat schema of a folder in strict mode, unaided, and judges lines {"name":…,"value":…}.
import { readFileSync, readdirSync } from "node:fs";
import { createInterface } from "node:readline";
import Ajv2020 from "ajv/dist/2020.js";

const folder = process.argv[2];
const checks = new Map();
for (const file of readdirSync(folder)) {
  const ajv = new Ajv2020.default({ strict: true, allErrors: false });
  checks.set(file.replace(/\.json$/, ""), ajv.compile(JSON.parse(readFileSync(`${folder}/${file}`, "utf8"))));
}
const out = [];
for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  if (line === "") continue;
  const { name, value } = JSON.parse(line);
  out.push(checks.get(name)(value) ? "1" : "0");
}
console.log(out.join(""));
