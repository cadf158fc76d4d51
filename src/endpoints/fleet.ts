import { Capture } from "./capture/capture.js";
import { type Deployment, variantPlans } from "./deployment.js";
import type { Outcomes } from "./outcomes.js";
import { Shadow } from "./shadow/shadow.js";
import { fetchArtifacts, type StartContext } from "./start-instance.js";
import { Variant } from "./variant.js";

/** Everything that serves an endpoint between two updates. */
export class Fleet {
  /** With the digests of the artifacts that it was started from. */
  deployment: Deployment;
  readonly capture: Capture | undefined;
  /** How its invocations go, while somebody wants to know. */
  outcomes: Outcomes | undefined;
  #variants: readonly Variant[] = [];
  #shadow: Shadow | undefined;

  private constructor(deployment: Deployment, capture: Capture | undefined) {
    this.deployment = deployment;
    this.capture = capture;
  }

  /** Starts all variants. Throws `DeploymentError`; what had started by then is stopped again. */
  static async start(deployment: Deployment, context: StartContext): Promise<Fleet> {
    const fleet = new Fleet(deployment, Capture.of(deployment, context.captures, context.endpoint));
    const plans = variantPlans(deployment);
    const artifacts = await Promise.all(plans.map((plan) => fetchArtifacts(plan, context)));
    const digests = plans.map((plan, index) => [
      plan.model,
      artifacts[index].map((artifact) => artifact?.digest ?? null),
    ]);
    fleet.deployment = { ...deployment, digests: Object.fromEntries(digests) };
    const variants = plans.map((plan, index) => new Variant(plan, artifacts[index], fleet, context));
    const production = deployment.config.ProductionVariants.length;
    fleet.#variants = variants.slice(0, production);
    const [shadow] = variants.slice(production);
    if (shadow !== undefined) fleet.#shadow = new Shadow(shadow, variants[0], fleet.capture);
    const started = await Promise.allSettled(variants.map((variant) => variant.open()));
    for (const result of started) {
      if (result.status === "fulfilled") continue;
      await fleet.retire(0);
      throw result.reason;
    }
    return fleet;
  }

  /** Gets copies of invocations, where the configuration has a shadow variant. */
  get shadow(): Shadow | undefined {
    return this.#shadow;
  }

  /** With the shadow. */
  get #all(): readonly Variant[] {
    return this.#shadow === undefined ? this.#variants : [...this.#variants, this.#shadow.variant];
  }

  get variants(): readonly Variant[] {
    return this.#variants;
  }

  variant(name: string): Variant | undefined {
    return this.#variants.find((variant) => variant.plan.name === name);
  }

  /** At random in proportion to the weights; evenly when all are 0. */
  pick(): Variant {
    const variants = this.#variants;
    if (variants.length === 1) return variants[0];
    const total = variants.reduce((sum, variant) => sum + variant.weight, 0);
    if (total <= 0) return variants[Math.floor(Math.random() * variants.length)];
    let at = Math.random() * total;
    for (const variant of variants) {
      at -= variant.weight;
      if (at < 0) return variant;
    }
    return variants.findLast((variant) => variant.weight > 0)!;
  }

  /** Scales the variants, and shifts the weights when all of them have scaled. Throws `DeploymentError`; the weights stay then. */
  async apply(desired: Deployment["desired"], graceMs: number): Promise<void> {
    for (const variant of this.#all) await variant.change(desired[variant.plan.name], graceMs);
    for (const variant of this.#all) variant.weight = desired[variant.plan.name].weight;
    this.deployment = { ...this.deployment, desired };
  }

  /** Lets requests under way finish, for at most `graceMs`, and gives all containers back. */
  async retire(graceMs: number): Promise<void> {
    await Promise.all(this.#all.map((variant) => variant.retire(graceMs)));
  }
}
