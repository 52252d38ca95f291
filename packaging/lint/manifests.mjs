// SPDX-License-Identifier: MIT
// Checks manifests for package managers. npm has no schema of winget's or Scoop's; what is asked for here is what
// their documentation requires, and that addresses and sums are those of the files beside.
//   manifests.mjs MANIFEST_DIRECTORY PACKAGE_DIRECTORY VERSION ADDRESS
import Ajv from "ajv";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

const [manifests, packages, version, address] = process.argv.slice(2);
const ajv = new Ajv({ allErrors: true, strict: true, strictRequired: false });
const complaints = [];

const text = (pattern, most) => ({ type: "string", minLength: 2, pattern, ...(most ? { maxLength: most } : {}) });
const url = text("^https://[^ ]+$", 2048);
const winget = (kind, properties, more = []) => ({
    type: "object",
    additionalProperties: false,
    required: ["PackageIdentifier", "PackageVersion", "ManifestType", "ManifestVersion", ...Object.keys(properties), ...more],
    properties: {
        PackageIdentifier: text("^[^.\\s\\\\/:*?\"<>|]{1,32}(\\.[^.\\s\\\\/:*?\"<>|]{1,32}){1,7}$", 128),
        PackageVersion: { const: version },
        ManifestType: { const: kind },
        ManifestVersion: text("^1\\.\\d+\\.0$"),
        ...properties,
    },
});
const locale = text("^[a-z]{2}-[A-Z]{2}$");
const installer = {
    type: "object",
    additionalProperties: false,
    required: ["Architecture", "InstallerType", "InstallerUrl", "InstallerSha256"],
    properties: {
        Architecture: { enum: ["x86", "x64", "arm", "arm64", "neutral"] },
        InstallerType: { enum: ["msix", "msi", "appx", "exe", "zip", "inno", "nullsoft", "wix", "burn", "portable"] },
        Scope: { enum: ["user", "machine"] },
        InstallerUrl: url,
        InstallerSha256: text("^[A-F0-9]{64}$"),
        InstallerSwitches: { type: "object", properties: { Custom: text("^/") }, additionalProperties: false },
    },
};
const schemas = {
    version: winget("version", { DefaultLocale: locale }),
    defaultLocale: winget("defaultLocale", {
        PackageLocale: locale,
        Publisher: text("", 256),
        PackageName: text("", 256),
        PackageUrl: url,
        License: text("", 512),
        ShortDescription: text("", 256),
        Tags: { type: "array", maxItems: 16, uniqueItems: true, items: text("^\\S+$", 40) },
    }),
    installer: winget("installer", {
        MinimumOSVersion: text("^\\d+(\\.\\d+){1,3}$"),
        ReleaseDate: text("^\\d{4}-\\d{2}-\\d{2}$"),
        UpgradeBehavior: { enum: ["install", "uninstallPrevious", "deny"] },
        Commands: { type: "array", items: text("^[\\w-]+$", 40) },
        Installers: { type: "array", minItems: 1, items: installer },
    }),
    scoop: {
        type: "object",
        additionalProperties: false,
        required: ["version", "description", "homepage", "license", "architecture"],
        properties: {
            version: { const: version },
            description: text("^[^.]"),
            homepage: url,
            license: text("^[\\w.-]+$"),
            architecture: {
                type: "object",
                required: ["64bit"],
                additionalProperties: {
                    type: "object",
                    required: ["url", "hash"],
                    properties: { url, hash: text("^[a-f0-9]{64}$"), extract_dir: text("") },
                },
            },
            bin: text("\\.exe$"),
            shortcuts: { type: "array", items: { type: "array", minItems: 2, items: text("") } },
            persist: text(""),
        },
    },
};

const sums = new Map(readdirSync(packages).filter((name) => statSync(join(packages, name)).isFile())
    .map((name) => [name, createHash("sha256").update(readFileSync(join(packages, name))).digest("hex")]));

function byFiles(file, content) {
    const named = [...content.matchAll(/["'](https:\/\/[^"']+\.(?:exe|msi|zip|dmg|tar\.gz))["']/g)].map((match) => match[1]);
    if (named.length === 0 && !/version"|defaultLocale"/.test(content))
        complaints.push(`${file}: names no released file`);
    for (const full of named) {
        const names = full.includes("#{arch}") ? ["arm64", "x86_64"].map((arch) => full.replace("#{arch}", arch)) : [full];
        for (const one of names) {
            const name = one.replaceAll("#{version}", version).slice(address.length + 1);
            if (!one.startsWith(`${address}/`) || !sums.has(name))
                complaints.push(`${file}: ${one} is no released file`);
            else if (!content.toLowerCase().includes(sums.get(name)))
                complaints.push(`${file}: the sum of ${name} is another`);
        }
    }
}

let count = 0;
for (const file of readdirSync(manifests, { recursive: true }).map((name) => join(manifests, name))) {
    if (!statSync(file).isFile())
        continue;
    ++count;
    const content = readFileSync(file, "utf8");
    byFiles(file, content);
    if (file.endsWith(".rb"))
        continue;
    const value = file.endsWith(".json") ? JSON.parse(content) : parse(content, { uniqueKeys: true });
    const schema = file.endsWith(".json") ? schemas.scoop : schemas[value.ManifestType];
    if (!schema || !ajv.validate(schema, value))
        complaints.push(`${file}: ${schema ? ajv.errorsText() : "of no known kind"}`);
}
if (count === 0)
    complaints.push(`${manifests} is empty`);
if (complaints.length > 0) {
    console.error(complaints.join("\n"));
    process.exit(1);
}
console.log(`${count} manifest(s): well formed, with the addresses and sums of the released files`);
