// SPDX-License-Identifier: MIT
// Checks bills of materials against the schema of CycloneDX that they name.
//   sbom.mjs FILE...
import { readFileSync } from "node:fs";
import { Spec, Validation } from "@cyclonedx/cyclonedx-library";

const files = process.argv.slice(2);
if (files.length === 0)
    throw new Error("no file was named");
let isWrong = false;
for (const file of files) {
    const text = readFileSync(file, "utf8");
    const version = Object.values(Spec.Version).find((known) => known === JSON.parse(text).specVersion);
    const errors = await new Validation.JsonStrictValidator(version).validate(text);
    if (errors !== null) {
        console.error(file, errors);
        isWrong = true;
    }
}
if (isWrong)
    process.exit(1);
console.log(`${files.length} bill(s) of materials: valid`);
