/** Labels of the containers and networks that a server makes: by them it finds its own again. */
export const labels = { owner: "kakehi.owner", spec: "kakehi.spec", network: "kakehi.network" } as const;
