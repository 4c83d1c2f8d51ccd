/** What an installation tells its portal: where the API and the sign-in pages are. Served beside the portal. */
export interface Config {
  readonly apiBase: string;
  readonly clinicName: string;
  /** Those in which the clinic speaks; the first is for who reads none of them. */
  readonly languages: readonly string[];
  readonly clientId: string;
  readonly authorizeUrl: string;
  readonly tokenUrl: string;
  readonly logoutUrl: string;
  readonly redirectUri: string;
}

export async function loadConfig(): Promise<Config> {
  const answer = await fetch("/config.json", { cache: "no-cache" });
  if (!answer.ok) throw new Error(`/config.json answered ${answer.status}`);
  return (await answer.json()) as Config;
}
