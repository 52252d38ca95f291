// SPDX-License-Identifier: MIT
// Checks workflow files: with the parser of the service that runs them, expressions included, and against our
// own rules.
//   workflows.mjs FILE...
import { readFileSync } from "node:fs";
import { register } from "node:module";
import { parse } from "yaml";

register("./jsonmodules.mjs", import.meta.url);
const { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } = await import("@actions/workflow-parser");
const complaints = [];

async function bySchema(file, content) {
    const parsed = parseWorkflow({ name: file, content }, new NoOperationTraceWriter());
    if (parsed.value)
        await convertWorkflowTemplate(parsed.context, parsed.value);
    complaints.push(...parsed.context.errors.getErrors().map((error) => error.message));
}

function byOurRules(file, text) {
    const complain = (what) => complaints.push(`${file}: ${what}`);
    const workflow = parse(text, { uniqueKeys: true });
    const permissions = workflow.permissions;
    if (typeof permissions !== "object" || permissions === null
        || Object.values(permissions).some((level) => level !== "read" && level !== "none"))
        complain("the workflow's own permissions must be given, and be for reading; a job asks for more");
    for (const [name, job] of Object.entries(workflow.jobs ?? {})) {
        if (!job.uses && !job["timeout-minutes"])
            complain(`job ${name} has no timeout-minutes`);
        for (const needed of [job.needs ?? []].flat()) {
            if (!(needed in workflow.jobs))
                complain(`job ${name} needs ${needed}, which does not exist`);
        }
        for (const step of [job, ...(job.steps ?? [])]) {
            const uses = step.uses;
            if (uses && !uses.startsWith("./") && !/^[\w.-]+\/[\w./-]+@(v\d+(\.\d+)*|[0-9a-f]{40})$/.test(uses))
                complain(`${uses} is not pinned to a version`);
            if (uses?.startsWith("actions/checkout@") && step.with?.["persist-credentials"] !== false)
                complain(`job ${name} leaves the token in the checkout (persist-credentials: false)`);
            // What others may write (titles, branches) must not become part of a shell's program.
            if (/\$\{\{[^}]*github\.(event\.|head_ref|ref_name)/.test(step.run ?? ""))
                complain(`job ${name} puts foreign text into a script; hand it over by env`);
        }
    }
    if (/pull_request_target/.test(text))
        complain("pull_request_target would run foreign code with our rights");
}

const files = process.argv.slice(2);
if (files.length === 0)
    throw new Error("no file was named");
for (const file of files) {
    const text = readFileSync(file, "utf8");
    await bySchema(file, text);
    byOurRules(file, text);
}
if (complaints.length > 0) {
    console.error(complaints.join("\n"));
    process.exit(1);
}
console.log(`${files.length} workflow file(s): valid, pinned, with least permissions`);
