using BlazorAspire.Circuits.Cluster;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption.ConfigurationModel;
using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace BlazorAspire.Circuits.Keys;

internal static class SharedKeys
{
    /// <summary>
    /// Data Protection keys that all replicas share, so that a page prerendered by one opens its circuit on another. Without Redis: the
    /// framework's own place for them.
    /// </summary>
    public static void AddSharedKeys(this WebApplicationBuilder builder)
    {
        // State is protected at each interaction, which takes half as long with this algorithm as with the default.
        builder.Services.AddDataProtection().SetApplicationName("BlazorAspire").UseCryptographicAlgorithms(
            new AuthenticatedEncryptorConfiguration { EncryptionAlgorithm = EncryptionAlgorithm.AES_256_GCM });
        builder.Services.AddSingleton<KeysHealthCheck>();
        builder.Services.AddHealthChecks().AddCheck<KeysHealthCheck>("keys");
        if (builder.Configuration.HasRedis())
        {
            builder.Services.AddSingleton<SingleKeyXmlRepository>();
            builder.Services.AddOptions<KeyManagementOptions>().Configure<SingleKeyXmlRepository>((options, keys) => options.XmlRepository = keys);
            builder.Services.AddSingleton<IKeyManager>(services => ActivatorUtilities.CreateInstance<SharedKeyManager>(services, ActivatorUtilities.CreateInstance<XmlKeyManager>(services)));
            builder.Services.AddHostedService<KeyRestorer>();
        }
    }
}
