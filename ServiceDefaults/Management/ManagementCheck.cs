using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace BlazorAspire.ServiceDefaults.Management;

/// <summary>Finds out before the host starts that the management port cannot be had: the host would tell it with a page of stack traces.</summary>
internal static class ManagementCheck
{
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">It is the app's own port, or another program listens there.</exception>
    public static void Check(IConfiguration configuration)
    {
        if (ManagementPort.Read(configuration).Number is not { } port)
        {
            return;
        }

        var addresses = Addresses(configuration);
        if (addresses.Any(address => BindingAddress.Parse(address).Port == port))
        {
            throw SettingProblem.Of(ManagementPort.Key, $"{ManagementPort.Key} is {port}, which is the app's own port. Choose another, or remove it to answer at the app's own port.");
        }

        var beside = BindingAddress.Parse(ManagementListener.Beside(addresses[0], port));
        try
        {
            using var listener = new TcpListener(IPAddress.TryParse(beside.Host, out var address) ? address : beside.Host == "localhost" ? IPAddress.Loopback : IPAddress.Any, port);
            listener.Start();
        }
        catch (SocketException problem)
        {
            throw SettingProblem.Of(ManagementPort.Key,
                $"{ManagementPort.Key} is {port}, where this app cannot listen: {problem.Message}. Stop what listens there, or choose another port.");
        }
    }

    /// <summary>The app's own addresses, from where the host takes them: each place counts only where those before it are empty.</summary>
    private static string[] Addresses(IConfiguration configuration)
    {
        var endpoints = configuration.GetSection(ManagementPort.Endpoints).GetChildren()
            .Where(endpoint => !endpoint.Key.Equals(ManagementPort.Endpoint, StringComparison.OrdinalIgnoreCase))
            .Select(endpoint => endpoint["Url"]).OfType<string>();
        string[][] places =
        [
            [.. endpoints],
            List(configuration, WebHostDefaults.ServerUrlsKey),
            [.. Ports(configuration, WebHostDefaults.HttpPortsKey, "http"), .. Ports(configuration, WebHostDefaults.HttpsPortsKey, "https")],
        ];
        return places.FirstOrDefault(place => place.Length > 0) ?? [ManagementListener.KestrelDefault];
    }

    private static IEnumerable<string> Ports(IConfiguration configuration, string key, string scheme) => List(configuration, key).Select(port => $"{scheme}://*:{port}");

    private static string[] List(IConfiguration configuration, string key) =>
        configuration[key]?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
