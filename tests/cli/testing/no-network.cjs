// No network: whoever asks for a connection, a name or another program gets an error, and standard error says so at the end.
const childProcess = require('node:child_process');
const dgram = require('node:dgram');
const dns = require('node:dns');
const { syncBuiltinESMExports } = require('node:module');
const net = require('node:net');
const tls = require('node:tls');

let asked = 0;
const deny = (what) => () => {
  asked += 1;
  process.stderr.write(`asked for the network: ${what}\n`);
  // Of a kind that is not tried again.
  throw Object.assign(new Error('denied'), { code: 'CERT_DENIED' });
};

// http, https and fetch all end here.
net.Socket.prototype.connect = deny('connect');
net.Server.prototype.listen = deny('listen');
tls.connect = deny('tls');
dgram.createSocket = deny('dgram');
globalThis.fetch = deny('fetch');
for (const names of [dns, dns.promises, dns.Resolver.prototype, dns.promises.Resolver.prototype])
  for (const name of Object.getOwnPropertyNames(names))
    if (/^(lookup|resolve|reverse)/.test(name)) names[name] = deny(`dns ${name}`);
for (const name of ['spawn', 'spawnSync', 'exec', 'execSync', 'execFile', 'execFileSync', 'fork'])
  childProcess[name] = deny(`a program (${name})`);
syncBuiltinESMExports();
process.on('exit', () => process.stderr.write(`asked ${asked} times\n`));
