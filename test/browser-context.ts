// Evaluates a module with the globals that browsers have and none of Node's, and prints what its `run` answers as JSON:
// `node --experimental-vm-modules browser-context.js <file> [bytes.bin]`.
import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import vm from "node:vm";

const globals = ["TextDecoder", "TextEncoder", "DecompressionStream", "CompressionStream", "ReadableStream", "Blob"];
const more = ["atob", "btoa", "performance", "structuredClone", "queueMicrotask", "crypto", "WebAssembly", "URL"];

const names = [...globals, ...more] as const;
const context = vm.createContext(Object.fromEntries(names.map((name) => [name, globalThis[name as "URL"]])));
// Streams of the outer realm hand out its arrays; a page has but one realm.
for (const name of ["Uint8Array", "ArrayBuffer"] as const) Object.assign(context, { [name]: globalThis[name] });
const modules = new Map<string, vm.SourceTextModule>();

function load(path: string): vm.SourceTextModule {
  let module = modules.get(path);
  if (module === undefined) {
    module = new vm.SourceTextModule(readFileSync(path, "utf8"), {
      context,
      identifier: path,
      importModuleDynamically: (specifier) => evaluated(resolve(dirname(path), specifier)),
    });
    modules.set(path, module);
  }
  return module;
}

async function evaluated(path: string): Promise<vm.SourceTextModule> {
  const module = load(path);
  if (module.status === "unlinked") {
    await module.link((specifier, from) => {
      if (!specifier.startsWith(".")) throw new Error(`${from.identifier} imports ${specifier}`);
      return load(resolve(dirname(from.identifier), specifier));
    });
  }
  await module.evaluate();
  return module;
}

const [file, bytes] = process.argv.slice(2);
const entry = await evaluated(resolve(file!));
const { run } = entry.namespace as { run?: (input: Uint8Array | undefined) => unknown };
const answer = await run?.(bytes === undefined ? undefined : new Uint8Array(readFileSync(bytes)));
process.stdout.write(JSON.stringify(answer ?? Object.keys(entry.namespace)));
