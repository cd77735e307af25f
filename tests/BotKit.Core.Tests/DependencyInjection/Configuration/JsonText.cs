using System.Text;
using Microsoft.Extensions.Configuration;

namespace BotKit.Core.Tests.DependencyInjection.Configuration;

/// <summary>A configuration source made of JSON text that can be replaced while it is in use, as a file would be.</summary>
internal sealed class JsonText : ConfigurationProvider, IConfigurationSource
{
    private Exception? _failure;

    public JsonText(string json) => Set(json);

    public static IConfigurationRoot Root(params JsonText[] texts)
    {
        var builder = new ConfigurationBuilder();
        foreach (var text in texts)
        {
            builder.Add(text);
        }

        return builder.Build();
    }

    public static IConfigurationSection Bots(string json) => Root(new JsonText(json)).GetSection("Bots");

    public void Replace(string json)
    {
        Set(json);
        OnReload();
    }

    /// <summary>From now on, or no longer, reading fails.</summary>
    public void Break(Exception? failure)
    {
        _failure = failure;
        OnReload();
    }

    public override IEnumerable<string> GetChildKeys(IEnumerable<string> earlierKeys, string? parentPath)
        => _failure is null ? base.GetChildKeys(earlierKeys, parentPath) : throw _failure;

    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    private void Set(string json)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
        var values = new ConfigurationBuilder().AddJsonStream(stream).Build().AsEnumerable();
        Data = new Dictionary<string, string?>(values, StringComparer.OrdinalIgnoreCase);
    }
}
