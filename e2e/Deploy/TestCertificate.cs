using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using BlazorAspire.Tests.Support;

namespace BlazorAspire.Tests.Deploy;

/// <summary>A certificate that nobody has signed, for a server on this machine.</summary>
internal static class TestCertificate
{
    /// <summary>Writes certificate and key into one file, and gives its path.</summary>
    public static string WriteTo(TemporaryFolder folder)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddHours(-1), now.AddDays(1));
        return folder.Write("site.pem", $"{certificate.ExportCertificatePem()}{Environment.NewLine}{key.ExportPkcs8PrivateKeyPem()}{Environment.NewLine}");
    }
}
