import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { agentKeys, agentSigner, type AgentPort } from './agent.ts';

const present =
  spawnSync('ssh-agent', ['-h']).error === undefined && spawnSync('ssh-add', ['-h']).error === undefined;
if (!present) process.stderr.write('skipped: there is no ssh-agent to sign with\n');

let scratch = '';
let agent: ReturnType<typeof spawn> | undefined;
const socketPath = () => join(scratch, 'agent');

const port: AgentPort = (message) =>
  new Promise((resolve, reject) => {
    const socket = createConnection(socketPath());
    let got = Buffer.alloc(0);
    socket.on('error', reject);
    socket.on('data', (part) => {
      got = Buffer.concat([got, part]);
      if (got.length < 4 || got.length < 4 + got.readUInt32BE(0)) return;
      socket.destroy();
      resolve(got.subarray(4, 4 + got.readUInt32BE(0)));
    });
    const length = Buffer.alloc(4);
    length.writeUInt32BE(message.length);
    socket.write(Buffer.concat([length, message]));
  });

beforeAll(async () => {
  if (!present) return;
  scratch = mkdtempSync(join(tmpdir(), 'custody-agent-'));
  agent = spawn('ssh-agent', ['-D', '-a', socketPath()], { stdio: ['ignore', 'pipe', 'ignore'] });
  await new Promise((resolve) => {
    agent?.stdout?.once('data', resolve);
  });
  const types = [['ed25519'], ['ecdsa', '-b', '256'], ['ecdsa', '-b', '384'], ['rsa', '-b', '2048']];
  for (const [index, type] of types.entries()) {
    const path = join(scratch, `key${index}`);
    execFileSync('ssh-keygen', ['-q', '-t', ...type, '-N', '', '-C', `key ${index}`, '-f', path]);
    execFileSync('ssh-add', ['-q', path], {
      env: { ...process.env, SSH_AUTH_SOCK: socketPath() },
      stdio: 'ignore',
    });
  }
});
afterAll(() => {
  agent?.kill();
  if (scratch !== '') rmSync(scratch, { recursive: true, force: true });
});

test.skipIf(!present)("OpenSSH's agent signs with each kind of key, as ssh-add names them", async () => {
  const keys = await agentKeys(port);
  const listed = execFileSync('ssh-add', ['-l'], {
    env: { ...process.env, SSH_AUTH_SOCK: socketPath() },
    encoding: 'utf8',
  });
  expect(keys.map(({ type }) => type).toSorted()).toEqual([
    'ecdsa-sha2-nistp256',
    'ecdsa-sha2-nistp384',
    'ssh-ed25519',
    'ssh-rsa',
  ]);
  for (const key of keys) {
    expect(listed).toContain(`${key.fingerprint} ${key.comment}`);
    // Each signature is verified inside; twenty times, for the two numbers of ECDSA vary in length.
    for (let round = 0; round < 20; round += 1)
      await agentSigner(port, key).sign(Buffer.from(`data ${round}`));
  }
});
