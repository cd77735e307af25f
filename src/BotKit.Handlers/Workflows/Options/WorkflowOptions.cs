using System.ComponentModel.DataAnnotations;
using BotKit.Handlers.Workflows;

namespace BotKit.Handlers;

/// <summary>The workflows of the workflow bot, and how its runs behave.</summary>
public sealed class WorkflowOptions
{
    private readonly SortedDictionary<string, string> _definitions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _files = new(StringComparer.Ordinal);

    /// <summary>How many states a run may enter before it fails, 1 to 1,000,000. Default 25,000.</summary>
    [Range(1, 1_000_000)]
    public int MaxSteps { get; set; } = WorkflowDefaults.MaxSteps;

    /// <summary>How long a run works before it gives its place to others for a moment, 1 second to 1 hour. Default 1 minute.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan Turn { get; set; } = WorkflowDefaults.Turn;

    /// <summary>
    /// How long the tasks of a run that is canceled may still work, so that what they finish is undone as well, none to 1 hour. After that they are
    /// stopped, and count as not done. Default 3 seconds.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan CancelGrace { get; set; } = WorkflowDefaults.CancelGrace;

    /// <summary>
    /// How long a direct run whose caller gave up, or whose total timeout passed, may take to undo what it has done, none to 1 hour. Queued runs take
    /// the time that they need. Default 5 seconds.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan UndoTimeout { get; set; } = WorkflowDefaults.UndoTimeout;

    /// <summary>
    /// Members of inputs and outputs whose values are masked in the graph: those whose name contains one of these, in any case. Default
    /// password, passwd, secret, token, apikey, api_key, authorization, credential, privatekey, cardnumber, iban, email, phone.
    /// </summary>
    public IList<string> MaskedMembers { get; } =
    [
        "password", "passwd", "secret", "token", "apikey", "api_key", "authorization", "credential", "privatekey", "cardnumber", "iban", "email", "phone",
    ];

    /// <summary>The definitions, by name.</summary>
    public IReadOnlyDictionary<string, string> Definitions => _definitions;

    /// <summary>What was wrong with the configuration these options were read from; reported together with broken rules.</summary>
    internal List<string> ConfigurationErrors { get; } = [];

    /// <summary>Adds a workflow.</summary>
    /// <param name="name">Its name: 1 to 80 letters and digits of ASCII, <c>.</c>, <c>_</c> and <c>-</c>.</param>
    /// <param name="definition">Its definition in the Amazon States Language with JSONPath, as JSON.</param>
    /// <exception cref="ArgumentException">The name is none, or it is taken.</exception>
    public WorkflowOptions Add(string name, string definition)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(definition);
        return TryAdd(name, definition) is { } error ? throw new ArgumentException(error, nameof(name)) : this;
    }

    /// <summary>Adds a workflow for each file of a folder whose name ends in <c>.asl.json</c> or <c>.json</c>; what stands before that is its name.</summary>
    /// <param name="folder">The folder; those inside it are not looked at.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="ArgumentException">A file's name is no name of a workflow, or it is taken.</exception>
    public WorkflowOptions AddFolder(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        foreach (var file in FilesOf(folder))
        {
            if (TryAddFile(file) is { } error)
            {
                throw new ArgumentException(error, nameof(folder));
            }
        }

        return this;
    }

    internal static IEnumerable<string> FilesOf(string folder) => Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal);

    /// <returns>Why it was not added; nothing where it was.</returns>
    internal string? TryAddFile(string file)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        name = name.EndsWith(".asl", StringComparison.Ordinal) ? name[..^4] : name;
        if (TryAdd(name, File.ReadAllText(file)) is { } error)
        {
            return $"{Path.GetFileName(file)}: {error}";
        }

        _files[name] = Path.GetFileName(file);
        return null;
    }

    /// <summary>What errors call a workflow: its name, and the file that it came from.</summary>
    internal string Describe(string name) => _files.TryGetValue(name, out var file) ? $"Workflow '{name}' ({file})" : $"Workflow '{name}'";

    private string? TryAdd(string name, string definition)
        => !WorkflowName.IsWellFormed(name) ? $"'{name}' is no name of a workflow: use 1 to {WorkflowDefaults.MaxWorkflowName} letters, digits, '.', '_' and '-'."
            : _definitions.TryAdd(name, definition) ? null
            : $"There is a workflow '{name}' already.";
}
