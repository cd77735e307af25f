using Microsoft.Extensions.Configuration.Json;

namespace BotKit.SampleHost;

/// <summary>Files of settings that may be edited while the host runs.</summary>
internal static class WatchedFiles
{
    /// <summary>Adds a JSON file that must be there. While the host runs, a file that cannot be read says so on the console, and what was read before stays.</summary>
    public static IConfigurationBuilder AddWatchedFile(this IConfigurationBuilder builder, string path)
    {
        // A file that is broken at the start stops the host, which says so itself.
        var isRead = false;
        builder.Add<JsonConfigurationSource>(source =>
        {
            source.Path = path;
            source.ReloadOnChange = true;
            source.OnLoadException = failure =>
            {
                if (isRead)
                {
                    Console.Error.WriteLine($"{path} cannot be read: {failure.Exception.InnerException?.Message ?? failure.Exception.Message}");
                }
            };
        });
        isRead = true;
        return builder;
    }
}
