using System.ComponentModel.DataAnnotations;

namespace BotKit.Storage.PostgreSql;

/// <summary>How BotKit uses a PostgreSQL database.</summary>
public sealed class PostgreSqlStoreOptions : RelationalOptions
{
    /// <summary>A connection string of Npgsql. Required.</summary>
    [Required]
    public string ConnectionString { get; set; } = "";

    /// <summary>
    /// The schema that holds BotKit's tables, in lower case: a letter or underscore, then letters, digits and underscores, 63
    /// characters at most. It is created when it is missing. Default <c>botkit</c>.
    /// </summary>
    [Required]
    [RegularExpression("^[a-z_][a-z0-9_]{0,62}$")]
    public string Schema { get; set; } = "botkit";

    /// <summary>
    /// Whether to start although the server does not keep what it commits (<c>fsync</c> or <c>full_page_writes</c> is off): a
    /// warning instead of a refusal. Accepted runs may then be lost when the server or its machine crashes. Default
    /// <see langword="false"/>.
    /// </summary>
    public bool AllowWeakDurability { get; set; }

    /// <summary>Whether to bring the tables up to date at start. Without it an older schema is refused. Default <see langword="true"/>.</summary>
    public bool Migrate { get; set; } = true;
}
