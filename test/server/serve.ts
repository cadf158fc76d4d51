import { configOf, type Settings } from "../../src/server/config.js";
import { startServer } from "../../src/server/start.js";
import { testImages } from "../apis/sagemaker/test-images.js";

const settings = JSON.parse(process.argv[2]) as Settings;
const server = await startServer(configOf(settings), { images: [testImages()] });
const { accessKeyId, secretAccessKey } = server.credential;
process.stdout.write(`${JSON.stringify({ url: server.url, accessKeyId, secretAccessKey })}\n`);
