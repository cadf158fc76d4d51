import fc from "fast-check";

/** Loaded before every test file: the inputs of property tests are the same on every run, unless `SEED` names others. */
fc.configureGlobal({ seed: Number(process.env.SEED ?? 20260301) });
