using System.Reflection;
using BlazorAspire.Tests.Docs;
using Embedded.Dashboard;

namespace Embedded.Tests.Dashboard;

/// <summary>docs/configuration.md holds every setting of the dashboard, with the default and the limits that it has.</summary>
public class DocumentedSettingsTests
{
    private static readonly IReadOnlyList<SettingRow> Rows = SettingRow.ReadAll();

    private static readonly IReadOnlyList<(string Key, OptionsClass Options, PropertyInfo Property)> All =
    [
        .. OptionsClass.Of(typeof(DashboardApplication).Assembly).SelectMany(options => options.Settings, (options, property) => ($"{options.Section}:{property.Name}", options, property)),
    ];

    [Fact]
    public void Reference_OfTheDashboard_HasItsSettingsAndNoOther() =>
        Assert.Equal(All.Select(setting => setting.Key).Order(), Rows.Select(row => row.Key).Where(key => key.StartsWith("Dashboard:", StringComparison.Ordinal)).Order());

    [Fact]
    public void Reference_OfTheDashboard_HasTheDefaults() => Assert.All(All, setting =>
    {
        var row = Rows.Single(row => row.Key == setting.Key);
        Assert.Equal(setting.Options.DefaultOf(setting.Property), SettingRow.Convert(row.Default, setting.Property.PropertyType));
    });

    [Fact]
    public void Reference_OfTheDashboard_HasTheLimits()
    {
        var limited = All.Where(setting => setting.Property.PropertyType != typeof(string)).ToArray();

        Assert.NotEmpty(limited);
        Assert.All(limited, setting =>
        {
            var (least, most) = Rows.Single(row => row.Key == setting.Key).Range(setting.Property.PropertyType)!.Value;
            Assert.True(setting.Options.Accepts(setting.Property, least), $"{setting.Key} does not take {least}.");
            Assert.True(setting.Options.Accepts(setting.Property, most), $"{setting.Key} does not take {most}.");
            Assert.False(setting.Options.Accepts(setting.Property, Beyond(least, -1)), $"{setting.Key} takes less than {least}.");
            Assert.False(setting.Options.Accepts(setting.Property, Beyond(most, 1)), $"{setting.Key} takes more than {most}.");
        });
    }

    private static object Beyond(object value, int direction) => value is long number ? (object)(number + direction) : (int)value + direction;
}
