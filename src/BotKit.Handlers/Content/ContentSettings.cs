using Microsoft.Extensions.Options;

namespace BotKit.Handlers.Content;

/// <summary>The options as they were at the start.</summary>
internal sealed class ContentSettings(IOptions<ContentOptions> options)
{
    public ContentOptions Options => options.Value;

    /// <exception cref="BotException">There is no voice of that name.</exception>
    public ContentVoice? FindVoice(string? name)
        => name is null ? null
            : Options.Voices.TryGetValue(name, out var voice) ? voice
            : throw ContentFailure.Of(ContentErrorCodes.VoiceUnknown, $"There is no voice '{name}'.");

    /// <exception cref="BotException">The voice has no such link.</exception>
    public static string? FindLink(ContentVoice? voice, string? name)
        => name is null ? null
            : voice is not null && voice.Links.TryGetValue(name, out var address) ? address
            : throw ContentFailure.Of(ContentErrorCodes.LinkUnknown, $"The voice has no link '{name}'.");
}
