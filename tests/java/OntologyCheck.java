import java.io.File;
import java.util.Set;
import java.util.TreeSet;
import org.semanticweb.HermiT.Configuration;
import org.semanticweb.HermiT.Reasoner;
import org.semanticweb.owlapi.apibinding.OWLManager;
import org.semanticweb.owlapi.model.OWLClass;
import org.semanticweb.owlapi.model.OWLOntology;
import org.semanticweb.owlapi.model.OWLOntologyManager;
import org.semanticweb.owlapi.profiles.OWL2DLProfile;
import org.semanticweb.owlapi.profiles.OWL2RLProfile;
import org.semanticweb.owlapi.profiles.OWLProfile;
import org.semanticweb.owlapi.profiles.OWLProfileReport;
import org.semanticweb.owlapi.profiles.OWLProfileViolation;

/**
 * Checks ontologies given as RDF/XML files: the profiles OWL 2 DL and RL, consistency,
 * and classes that can have no member.
 *
 * <p>Prints one line a finding, fields separated by tabs: file, DL or RL or INCONSISTENT or
 * UNSATISFIABLE, and what is wrong; nothing for a clean file.
 */
public final class OntologyCheck {
    public static void main(String[] paths) throws Exception {
        for (String path : paths) {
            File file = new File(path);
            OWLOntologyManager manager = OWLManager.createOWLOntologyManager();
            OWLOntology ontology = manager.loadOntologyFromOntologyDocument(file);
            if (ontology.getLogicalAxiomCount() == 0) {
                throw new IllegalArgumentException(path + " holds no axioms");
            }
            profile(file, "RL", new OWL2RLProfile(), ontology);
            // The reasoner takes nothing that is outside OWL 2 DL.
            if (profile(file, "DL", new OWL2DLProfile(), ontology)) {
                reason(file, ontology);
            }
        }
    }

    private static boolean profile(
            File file, String name, OWLProfile profile, OWLOntology ontology) {
        OWLProfileReport report = profile.checkOntology(ontology);
        Set<String> findings = new TreeSet<String>();
        for (OWLProfileViolation violation : report.getViolations()) {
            findings.add(violation.toString().replaceAll("\\s+", " "));
        }
        for (String finding : findings) {
            print(file, name, finding);
        }
        return findings.isEmpty();
    }

    private static void reason(File file, OWLOntology ontology) {
        Reasoner reasoner = new Reasoner(new Configuration(), ontology);
        if (!reasoner.isConsistent()) {
            print(file, "INCONSISTENT", "The axioms contradict each other.");
            return;
        }
        Set<String> names = new TreeSet<String>();
        for (OWLClass one : reasoner.getUnsatisfiableClasses().getEntitiesMinusBottom()) {
            names.add(one.getIRI().toString());
        }
        for (String name : names) {
            print(file, "UNSATISFIABLE", name);
        }
    }

    private static void print(File file, String kind, String finding) {
        System.out.println(file.getName() + "\t" + kind + "\t" + finding);
    }
}
