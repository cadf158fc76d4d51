/** Labels of the containers and networks that a server makes: by them it finds its own again, and tells them from an earlier server's. */
export const labels = {
  owner: "kakehi.owner",
  server: "kakehi.server",
  spec: "kakehi.spec",
  network: "kakehi.network",
} as const;
