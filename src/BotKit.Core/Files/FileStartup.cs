using BotKit.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BotKit.Files;

/// <summary>Says at the start where files are kept. The folder is not touched before there is a file.</summary>
internal sealed class FileStartup(IBotFileStore files, IOptions<BotFileOptions> options, ILogger logger) : IBotLifecycle
{
    private readonly BotFileOptions _options = options.Value;
    private int _started;

    public ValueTask StartAsync(CancellationToken cancellationToken)
    {
        if (files is FolderBotFileStore folder && Interlocked.Exchange(ref _started, 1) == 0)
        {
            Log.FilesKept(logger, folder.Folder, _options.MaxFileBytes, _options.MaxTotalBytes, _options.KeepFor);
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask DrainAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
