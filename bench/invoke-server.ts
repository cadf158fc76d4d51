/*
 * One of the servers of `invoke.ts`, in a process that loads nothing else: then the time until it is ready is the server's own.
 * Arguments: `echo` or `pipeline`, and a data folder. Tells its port and keys, and its CPU time in µs whenever it is asked.
 */
const [, , kind, dataFolder] = process.argv;

if (kind === "echo") {
  const { bareEcho } = await import("./bare-echo.js");
  process.send!({ port: await bareEcho(), accessKeyId: "AKIA", secretAccessKey: "secret" });
} else {
  const { configOf } = await import("../src/server/config.js");
  const { startServer } = await import("../src/server/start.js");
  const { port, credential } = await startServer(configOf({ dataFolder, port: 0, logLevel: "error" }));
  process.send!({ port, accessKeyId: credential.accessKeyId, secretAccessKey: credential.secretAccessKey });
}
process.on("message", () => {
  const { user, system } = process.cpuUsage();
  process.send!(user + system);
});
