using System.Text.Json;
using BotKit.Handlers.Configuration;
using Microsoft.Extensions.Configuration;

namespace BotKit.Handlers.Workflows;

/// <summary>Reads the section <c>Workflows</c> strictly. Its parts <c>Http</c> and <c>Email</c> are those of the tasks.</summary>
internal static class WorkflowConfiguration
{
    public const string Http = "Http";
    public const string Email = "Email";

    private static readonly JsonSerializerOptions Contracts = StrictSection.Contracts(WorkflowOptionsJson.Default);

    public static void Read(IConfiguration section, WorkflowOptions options)
    {
        var strict = new StrictSection(Contracts, options.ConfigurationErrors);
        foreach (var child in section.GetChildren())
        {
            switch (child.Key.ToUpperInvariant())
            {
                case "FOLDER": AddFolder(child, options); break;
                case "MAXSTEPS": options.MaxSteps = strict.Read<int?>(child) ?? options.MaxSteps; break;
                case "TURN": options.Turn = strict.Read<TimeSpan?>(child) ?? options.Turn; break;
                case "CANCELGRACE": options.CancelGrace = strict.Read<TimeSpan?>(child) ?? options.CancelGrace; break;
                case "UNDOTIMEOUT": options.UndoTimeout = strict.Read<TimeSpan?>(child) ?? options.UndoTimeout; break;
                case "MASKEDMEMBERS":
                    foreach (var member in strict.Read<List<string>>(child) ?? [])
                    {
                        options.MaskedMembers.Add(member);
                    }

                    break;
                case "HTTP" or "EMAIL": break;
                default: options.ConfigurationErrors.Add($"{child.Path} is not a setting of the workflow bot."); break;
            }
        }
    }

    public static void ReadEmail(IConfigurationSection section, WorkflowEmailOptions options)
    {
        var strict = new StrictSection(Contracts, options.ConfigurationErrors);
        if (strict.Read<WorkflowEmailOptions>(section) is not { } read)
        {
            return;
        }

        options.MaxRecipients = read.MaxRecipients;
        options.MessageIdDomain = read.MessageIdDomain;
        foreach (var recipient in read.AllowedRecipients)
        {
            options.AllowedRecipients.Add(recipient);
        }
    }

    private static void AddFolder(IConfigurationSection setting, WorkflowOptions options)
    {
        try
        {
            foreach (var file in WorkflowOptions.FilesOf(setting.Value ?? ""))
            {
                try
                {
                    Note(options.TryAddFile(file));
                }
                catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
                {
                    Note(failure.Message);
                }
            }
        }
        catch (Exception failure) when (failure is ArgumentException or IOException or UnauthorizedAccessException)
        {
            Note(failure.Message);
        }

        void Note(string? error)
        {
            if (error is not null)
            {
                options.ConfigurationErrors.Add($"{setting.Path}: {error}");
            }
        }
    }
}
