using Microsoft.Extensions.Configuration;

namespace Embedded.Hosting.Lifecycle;

internal static class PublishMode
{
    public static bool IsAskedFor(IConfiguration configuration) =>
        configuration["publisher"] is not null || string.Equals(configuration["operation"], "publish", StringComparison.OrdinalIgnoreCase);
}
