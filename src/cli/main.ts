#!/usr/bin/env node
import { main } from "./program.js";

// What the SDK says of Node's version is for those who call it, not for those who use a command.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";

process.exitCode = await main(process.argv.slice(2));
