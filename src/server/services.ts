import { applicationAutoScaling } from "../apis/application-auto-scaling/service.js";
import { iam } from "../apis/iam/service.js";
import { logs } from "../apis/logs/service.js";
import { s3 } from "../apis/s3/service.js";
import { sagemaker } from "../apis/sagemaker/service.js";
import { sagemakerRuntime } from "../apis/sagemaker-runtime/service.js";
import { sts } from "../apis/sts/service.js";
import type { Service } from "../aws/service.js";
import type { AdminPage } from "./admin.js";
import type { Config } from "./config.js";
import type { Parts } from "./parts.js";
import type { Stores } from "./stores.js";

/** The AWS services that a server answers for, by the id that requests carry. */
export function servicesOf(config: Config, stores: Stores, parts: Parts): ReadonlyMap<string, Service> {
  const services = [
    sagemaker({ ...stores, ...parts }),
    sagemakerRuntime(parts, config.invocationBodyBytes),
    applicationAutoScaling({ ...stores, ...parts }),
    s3(stores.objects),
    logs(stores.logs),
    sts,
    iam,
  ];
  return new Map(services.map((service) => [service.id, service]));
}

/** The server's own pages, by the first part of their path. */
export function pagesOf({ endpoints, traces, transformJobs }: Parts): Readonly<Record<string, AdminPage>> {
  return {
    health: () => ({ status: "ok" }),
    traces: (id) => traces.get(id),
    shadows: (name) => endpoints.get(name)?.fleet?.shadow?.report(),
    "transform-jobs": (name) => transformJobs.progress(name),
  };
}
