using System.Globalization;
using Microsoft.Extensions.Options;

namespace BotKit.Files;

/// <summary>The rules between the options of files.</summary>
internal sealed class BotFileOptionsRules : IValidateOptions<BotFileOptions>
{
    public ValidateOptionsResult Validate(string? name, BotFileOptions options)
    {
        var builder = new ValidateOptionsResultBuilder();
        if (string.IsNullOrWhiteSpace(options.Folder) || options.Folder.Contains('\0'))
        {
            builder.AddError("Folder must name a folder.");
        }

        if (options.MaxFileBytes > options.MaxTotalBytes)
        {
            builder.AddError(string.Create(
                CultureInfo.InvariantCulture,
                $"MaxFileBytes ({options.MaxFileBytes}) must not be more than MaxTotalBytes ({options.MaxTotalBytes}), or the largest file never fits."));
        }

        return builder.Build();
    }
}
