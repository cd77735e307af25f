using Microsoft.Extensions.Configuration.Json;

namespace BotKit.SampleHost;

/// <summary>Files of settings that may be edited while the host runs.</summary>
internal static class WatchedFiles
{
    /// <summary>Adds a JSON file that must be there. While the host runs, a file that cannot be read says so on the console, and what was read before stays.</summary>
    public static IConfigurationBuilder AddWatchedFile(this IConfigurationBuilder builder, string path)
        => builder.Add<JsonConfigurationSource>(source =>
        {
            source.Path = path;
            source.ReloadOnChange = true;
            source.OnLoadException = static failure =>
                Console.Error.WriteLine($"{failure.Provider.Source.Path} cannot be read: {failure.Exception.InnerException?.Message ?? failure.Exception.Message}");
        });
}
