import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const ARGUMENTS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const isExecutable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** How to start the system's Chromium: named by CHROMIUM_PATH, else found in PATH; undefined where there is none. */
export const chromiumLaunch = (
  environment: Readonly<Record<string, string | undefined>>,
): { readonly executablePath: string; readonly args: string[] } | undefined => {
  const folders = (environment.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const candidates = [
    ...(environment.CHROMIUM_PATH === undefined ? [] : [environment.CHROMIUM_PATH]),
    ...['chromium', 'chromium-browser', 'google-chrome'].flatMap((name) =>
      folders.map((folder) => join(folder, name)),
    ),
  ];
  const executablePath = candidates.find(isExecutable);
  return executablePath === undefined ? undefined : { executablePath, args: [...ARGUMENTS] };
};
