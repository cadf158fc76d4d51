import { type ChildProcess, spawn } from "node:child_process";
import type { Socket } from "node:net";

/**
 * Reads `+pid` and `-pid` lines. At the end of its input, which comes when the server is gone in whatever way, it ends the
 * process groups that are still on its list.
 */
const script = `
groups=" "
while IFS= read -r line; do
  case $line in
    +*) groups="$groups\${line#+} " ;;
    -*) groups=\${groups%%" \${line#-} "*}" "\${groups#*" \${line#-} "} ;;
  esac
done
for group in $groups; do kill -s TERM -- "-$group" 2>/dev/null; done
[ "$groups" = " " ] || sleep 5
for group in $groups; do kill -s KILL -- "-$group" 2>/dev/null; done
`;

let watchdog: ChildProcess | undefined;
const groups = new Set<number>();

/** Sees to it that a process group ends when this process does, even by `kill -9`. Call the result once the group has ended. */
export function watchOver(group: number): () => void {
  groups.add(group);
  // One that was itself ended, whyever, leaves its whole list to the next.
  if (watchdog === undefined) for (const each of groups) tell(`+${each}`);
  else tell(`+${group}`);
  return () => {
    groups.delete(group);
    if (watchdog !== undefined) tell(`-${group}`);
  };
}

function tell(line: string): void {
  watchdog ??= start();
  watchdog.stdin?.write(`${line}\n`);
}

function start(): ChildProcess {
  const child = spawn("/bin/sh", ["-c", script], { detached: true, stdio: ["pipe", "ignore", "ignore"] });
  child.on("error", () => {});
  child.stdin?.on("error", () => {});
  child.once("exit", () => {
    watchdog = undefined;
  });
  child.unref();
  (child.stdin as Socket | null)?.unref(); // a pipe to a child is a socket, whatever its declared type
  return child;
}
