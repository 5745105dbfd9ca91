using System.Runtime.InteropServices;
using Evergreen.Redis;
using Garnet.common;

// A Redis for a developer's machine: Garnet with little memory, on loopback only. The AppHost says where, and with which password.
var port = Environment.GetEnvironmentVariable("REDIS_PORT") ?? "6379";
var password = Environment.GetEnvironmentVariable("REDIS_PASSWORD");
string[] authentication = string.IsNullOrEmpty(password) ? [] : ["--auth", "Password", "--password", password];

try
{
    using var server = new PausableGarnet(["--bind", "127.0.0.1", "--port", port, "--memory", "64m", "--page", "4m", "--index", "4m", "-q", .. authentication]);
    server.Start();

    using var stopped = new ManualResetEventSlim();
    using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
    using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
    stopped.Wait();
    return 0;

    void Stop(PosixSignalContext signal)
    {
        signal.Cancel = true;
        stopped.Set();
    }
}
catch (GarnetException problem)
{
    Console.Error.WriteLine(problem.Message);
    return 1;
}
