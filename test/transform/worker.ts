import { inProcess } from "../../src/runtimes/in-process/runtime.js";
import { serveBlocks } from "../../src/transform/workers/thread.js";
import { testImages } from "./images.js";

serveBlocks([inProcess(testImages)]);
