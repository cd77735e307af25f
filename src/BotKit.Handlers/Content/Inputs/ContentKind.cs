namespace BotKit.Handlers;

/// <summary>What kind of piece it is.</summary>
public enum ContentKind
{
    /// <summary>A post for a blog.</summary>
    BlogPost,

    /// <summary>A newsletter, sent by e-mail.</summary>
    Newsletter,

    /// <summary>The description below a video.</summary>
    VideoDescription,

    /// <summary>A short text for a social network.</summary>
    SocialCopy,

    /// <summary>A note for the press.</summary>
    PressNote,
}
